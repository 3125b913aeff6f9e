"""django-machina's forum as its manual sets it up: the peer of ``script/bench pages``, in an environment of its own."""
