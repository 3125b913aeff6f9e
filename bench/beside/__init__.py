"""What ``script/bench pages`` needs beside it: load, who is signed in, a bare view, the peer."""
