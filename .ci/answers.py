"""Does the server at this address answer? ``python .ci/answers.py postgres://... | redis://...``"""

import sys


def main(url: str) -> None:
    if url.startswith("redis"):
        import redis

        redis.Redis.from_url(url, socket_timeout=3).ping()
    else:
        import psycopg

        psycopg.connect(url, connect_timeout=3).close()


if __name__ == "__main__":
    main(sys.argv[1])
