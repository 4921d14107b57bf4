"""Prints every change of a task, as a consumer in another language: a sidecar, a schema, and this.

Start it beside its sidecar, with the local platform running:

    pip install -r docs/examples/python-consumer/requirements.txt
    ./taskstream sidecar python-example --app-port 6001 -- python3 docs/examples/python-consumer/consumer.py 6001
"""

import base64
import hmac
import json
import os
import pathlib
import sys
from collections import OrderedDict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from jsonschema import Draft202012Validator

CONTRACTS = pathlib.Path(__file__).resolve().parents[3] / "contracts" / "schemas"
TOKEN = os.environ.get("APP_API_TOKEN", "")


def validator(name):
    return Draft202012Validator(json.loads((CONTRACTS / f"{name}.schema.json").read_text()))


ENVELOPE = validator("envelope")
TASK_EVENT = validator("task-events")


class Seen:
    """Delivery is at least once: remembers ids and versions, so that nothing takes effect twice or backwards.

    A real consumer keeps both in its database, in the transaction of the effect.
    """

    def __init__(self, capacity=100_000):
        self.ids, self.versions, self.capacity = OrderedDict(), OrderedDict(), capacity

    def fresh(self, event):
        task, version = event["data"]["task_id"], event["data"]["version"]
        if event["id"] in self.ids or version <= self.versions.get(task, 0):
            return False
        self.ids[event["id"]] = True
        self.versions[task] = version
        for memory in (self.ids, self.versions):
            if len(memory) > self.capacity:
                memory.popitem(last=False)
        return True


SEEN = Seen()


class App(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/dapr/subscribe":
            # As bytes: a sidecar that has to read each record itself would stop for ever at one that is no JSON.
            self.answer(200, [{"pubsubname": "pubsub", "topic": "task-events", "route": "/task-events",
                               "metadata": {"rawPayload": "true"}}])
        elif self.path == "/dapr/health":
            self.answer(200)
        else:
            self.answer(404)

    def do_POST(self):
        if not TOKEN or not hmac.compare_digest(self.headers.get("dapr-api-token", ""), TOKEN):
            self.answer(401)
            return
        delivery = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            event = json.loads(base64.b64decode(delivery["data_base64"]))
            problems = [error.message for error in ENVELOPE.iter_errors(event)]
        except ValueError as error:
            problems = [str(error)]
        if not problems:
            problems = [error.message for error in TASK_EVENT.iter_errors(event["data"])]
        if problems:
            print("set aside:", problems[0], flush=True)
        elif SEEN.fresh(event):
            data = event["data"]
            print(f"{data['event_type']} task {data['task_id']} v{data['version']}: {data['task_data']['title']}", flush=True)
        self.answer(200)  # an empty 2xx: done. Any other JSON body, or an error, would bring the event back.

    def answer(self, status, body=None):
        content = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        if content:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *unused):
        pass


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 6001
    ThreadingHTTPServer(("127.0.0.1", port), App).serve_forever()
