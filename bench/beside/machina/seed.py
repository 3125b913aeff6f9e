"""One forum, one topic of 15 posts by five people. Prints the topic's address and a session of one of them as JSON."""

import importlib
import json

import django


def main() -> None:
    """Make them and say so."""
    django.setup()
    users = importlib.import_module("django.contrib.auth").get_user_model().objects
    client = importlib.import_module("django.test").Client()
    forum = importlib.import_module("machina.apps.forum.models").Forum.objects.create(name="Elm Street", type=0)
    conversation = importlib.import_module("machina.apps.forum_conversation.models")
    people = [users.create_user(f"person-{number}") for number in range(5)]
    subject = "What helped you this week?"
    topic = conversation.Topic.objects.create(forum=forum, poster=people[0], subject=subject, type=0, status=0)
    for number in range(15):
        conversation.Post.objects.create(
            topic=topic,
            poster=people[number % 5],
            subject=subject,
            content="I went for a walk by the river before breakfast, and I called my sister. " * 4,
        )
    client.force_login(people[1])
    address = f"/forum/{forum.slug}-{forum.pk}/topic/{topic.slug}-{topic.pk}/"
    print(json.dumps({"path": address, "session": client.cookies["sessionid"].value}))


if __name__ == "__main__":
    main()
