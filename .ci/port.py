"""Is this port of this machine free? If not, a sentence that says what to do."""

import errno
import socket
import sys


def main(text: str) -> str | None:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        return f"PORT={text} is not a port number. Try: make demo PORT=8001"
    port = int(text)
    with socket.socket() as tried:
        # As the server does it, so that a port just left by a stopped demo counts as free.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
            tried.listen()
        except OSError as error:
            other = port + 1 if 1023 < port < 65535 else 8001
            if error.errno == errno.EACCES:
                return f"Port {port} is for root only. Try: make demo PORT={other}"
            return f"Port {port} is in use. Try: make demo PORT={other}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
