"""A test double of the Batch API: no real endpoint, which every response of it says in a header.

It takes files and batches as OpenAI's reference describes them, answers nothing by itself, and ends
its batches when a test tells it to. What goes wrong is scripted.
"""

import itertools
import json
import time
from collections.abc import Callable, Mapping
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes import Answering, Double, Scripted, refused

CUT = Scripted(cut=True)


class BatchDouble(Double):
    """A double that has the batch endpoints as well.

    Attributes:
        files: The files that it has, by id.
        batches: The batches that it has, as it tells of them, oldest first.
        uploads, creates, gets: Responses in place of the next ones, first come, first gone; None:
            as it should be.
        lost: How many of the next batches are made, and their response lost.
        slow_s: Seconds until it says that it has made a batch.
        page: Batches that it lists at once.
    """

    def __init__(self, answering: Answering) -> None:
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.uploads: list[Scripted | None] = []
        self.creates: list[Scripted | None] = []
        self.gets: list[Scripted | None] = []
        self.lost = 0
        self.slow_s = 0.0
        self.page = 100
        self._ids = itertools.count(1)
        super().__init__(answering)

    def end(
        self,
        status: str = "completed",
        *,
        answered: int | None = None,
        garbled: Callable[[bytes], bytes] = lambda lines: lines,
    ) -> None:
        """End the batches that are under way.

        Args:
            status: In which they end.
            answered: How many requests of each are answered before; None: all.
            garbled: What becomes of the file of results.
        """
        for batch in self.batches.values():
            if batch["status"] != "in_progress":
                continue
            lines = [json.loads(line) for line in self._lines(batch)]
            results = [self._result(line) for line in lines[:answered]]
            late = {"code": f"batch_{status}", "message": f"This batch is {status}."}
            errors = [r for r in results if r["response"]["status_code"] != 200]
            errors += [_line(line, None, late) for line in lines[len(results) :]]
            results = [r for r in results if r["response"]["status_code"] == 200]
            batch["status"] = status
            batch["request_counts"] |= {"completed": len(results), "failed": len(errors)}
            if results:
                batch["output_file_id"] = self._keep(garbled(_jsonl(results)))
            if errors:
                batch["error_file_id"] = self._keep(_jsonl(errors))

    def other(self, method: str, path: str, raw: bytes, headers: Mapping[str, str]) -> Scripted:
        """The response to a request for files or batches."""
        parts = urlsplit(path)
        match method, parts.path.strip("/").split("/"):
            case "POST", ["files"]:
                return _next(self.uploads) or self._upload(raw, headers)
            case "POST", ["batches"]:
                return _next(self.creates) or self._create(json.loads(raw))
            case "GET", ["batches"]:
                return self._list({k: v[0] for k, v in parse_qs(parts.query).items()})
            case "GET", ["batches", id_] if id_ in self.batches:
                return _next(self.gets) or Scripted(body=self.batches[id_])
            case "GET", ["files", id_, "content"] if id_ in self.files:
                return Scripted(body=self.files[id_])
        return refused(404, f"there is no {path}")

    def _upload(self, raw: bytes, headers: Mapping[str, str]) -> Scripted:
        named = {name.lower(): value for name, value in headers.items()}
        head = f"content-type: {named['content-type']}\r\n\r\n".encode()
        form: dict[str, bytes] = {}
        for part in BytesParser().parsebytes(head + raw).get_payload():
            assert not isinstance(part, str)
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            form[str(name)] = content
        assert form["purpose"] == b"batch"
        return Scripted(body={"id": self._keep(form["file"]), "object": "file"})

    def _create(self, wanted: dict[str, Any]) -> Scripted:
        if wanted["input_file_id"] not in self.files:
            return refused(400, "no such file")
        id_ = f"batch_{next(self._ids)}"
        batch = {
            **wanted,
            "id": id_,
            "object": "batch",
            "created_at": 1,
            "status": "in_progress",
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
        }
        problems = self._problems(batch)
        if problems:
            batch |= {"status": "failed", "errors": {"data": [{"message": problems[0]}]}}
        else:
            batch["request_counts"] = {"total": len(self._lines(batch)), "completed": 0}
        self.batches[id_] = batch
        if self.lost:
            self.lost -= 1
            return CUT
        time.sleep(self.slow_s)
        return Scripted(body=batch)

    def _problems(self, batch: dict[str, Any]) -> list[str]:
        """What is wrong with a file, as the reference wants it."""
        lines = [json.loads(line) for line in self._lines(batch)]
        ids = [line["custom_id"] for line in lines]
        checks = {
            "the file is empty": not lines,
            "custom_id comes twice": len(set(ids)) < len(ids),
            "custom_id is too long": max(map(len, ids), default=0) > 64,
            "another url than the batch's": {line["url"] for line in lines} != {batch["endpoint"]},
            "several models": len({line["body"]["model"] for line in lines}) > 1,
            "another method than POST": {line["method"] for line in lines} != {"POST"},
        }
        return [problem for problem, found in checks.items() if found]

    def _list(self, query: dict[str, str]) -> Scripted:
        ids = list(reversed(self.batches))
        start = ids.index(query["after"]) + 1 if "after" in query else 0
        shown = ids[start : start + self.page]
        data = [self.batches[id_] for id_ in shown]
        more = start + self.page < len(ids)
        return Scripted(body={"object": "list", "data": data, "has_more": more})

    def _result(self, line: dict[str, Any]) -> dict[str, Any]:
        response = self.answering(line["body"], 0)
        return _line(line, {"status_code": response.status, "body": response.body}, None)

    def _lines(self, batch: dict[str, Any]) -> list[bytes]:
        return self.files[batch["input_file_id"]].splitlines()

    def _keep(self, content: bytes) -> str:
        id_ = f"file-{next(self._ids)}"
        self.files[id_] = content
        return id_


def answer_file(requests: bytes, answering: Answering) -> bytes:
    """What a tool like `vllm run-batch` makes of a file of requests, in its form; a double, too."""
    results = []
    for line in map(json.loads, requests.splitlines()):
        response = answering(line["body"], 0)
        if response.status == 200:
            results.append(_line(line, {"status_code": 200, "body": response.body}, None))
        else:
            results.append(_line(line, {"status_code": 400, "body": None}, "it failed"))
    return _jsonl(results)


def _line(line: dict[str, Any], response: Any, error: Any) -> dict[str, Any]:
    return {"id": "r", "custom_id": line["custom_id"], "response": response, "error": error}


def _jsonl(results: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(result) + "\n" for result in results).encode()


def _next(script: list[Scripted | None]) -> Scripted | None:
    return script.pop(0) if script else None
