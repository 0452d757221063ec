"""The validator on the command line: exit codes, reports, languages, addresses."""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from messor.commands import validating
from ontologies.errors import ProjectError

WHOLE = Path(__file__).parents[1] / "ontologies" / "whole-r8.ttl"
BAD = "@prefix dcat: <http://www.w3.org/ns/dcat#> . <https://x.example/1> a dcat:Dataset ; dcat:theme 'Gesundheit' ."

app = typer.Typer()
validating.add_to(app)


def run(*words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    file = tmp_path / "bad.ttl"
    file.write_text(BAD)
    return str(file)


def test_a_file_without_violation_ends_with_0() -> None:
    ended = run(str(WHOLE))

    assert ended.exit_code == 0
    assert ended.stdout.splitlines()[-1] == "Datasets: 1 · errors: 0 · warnings: 0 · No errors."


def test_violations_end_with_1_and_are_told_with_the_right_value(bad: str) -> None:
    ended = run(bad, "--lang", "de")

    assert ended.exit_code == 1
    assert "„Titel“ fehlt. Ergänzen Sie dct:title." in ended.stdout
    assert (
        "Schreiben Sie http://publications.europa.eu/resource/authority/data-theme/HEAL (Gesundheit)."
        in ended.stdout
    )
    assert "\x1b[" not in ended.stdout  # no colours where nobody looks


def test_standard_input_is_read(bad: str) -> None:
    assert run("-", stdin=BAD).stdout == run(bad).stdout


def test_quiet_gives_one_line_and_errors_leave_warnings_out(bad: str) -> None:
    assert len(run(bad, "--quiet").stdout.splitlines()) == 1
    assert "Warning" in run(bad).stdout
    assert "Warning" not in run(bad, "--errors").stdout


def test_json_holds_everything(bad: str) -> None:
    told = json.loads(run(bad, "--report", "json", "--lang", "fr").stdout)

    assert told["summary"]["datasets"] == 1
    (one,) = told["described"]
    assert one["profiles"] == ["dcat-ap-3.0.0"]
    assert one["gauges"]["mqa"]["most"] == 405
    missing = next(found for found in one["findings"] if found["code"] == "keyword-missing")
    assert (missing["points"], missing["sentence"][:14]) == (30, "« Mot-clé » ma")


def test_the_report_in_turtle_is_a_shacl_report(bad: str) -> None:
    from rdflib import SH, Graph

    graph = Graph().parse(data=run(bad, "--report", "ttl").stdout, format="turtle")

    assert SH.ValidationReport in set(graph.objects())


def test_what_is_not_readable_ends_with_2(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text("<broken")

    assert run(str(file)).exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.ttl",), "cannot be read"),
        (("x.ttl", "--profile", "dcat"), "dcat-ap-3.0.0, healthdcat-ap-r5, healthdcat-ap-r8, eucaim-2.0"),
        (("x.ttl", "--report", "pdf"), "text, json, ttl"),
        (("x.ttl", "--lang", "xx"), "bg, cs, da"),
        (("ftp://x.example/a",), "http or https"),
        (("http://10.1.2.3/a.ttl",), "private network"),
    ],
)
def test_wrong_use_says_what_would_be_right(words: tuple[str, ...], said: str) -> None:
    ended = run(*words)

    assert isinstance(ended.exception, ProjectError)
    assert said in str(ended.exception)


def test_many_datasets_end_in_a_table(tmp_path: Path) -> None:
    file = tmp_path / "many.ttl"
    body = "".join(f"<https://x.example/{n}> a dcat:Dataset .\n" for n in range(50))
    file.write_text("@prefix dcat: <http://www.w3.org/ns/dcat#> .\n" + body)

    lines = run(str(file)).stdout.splitlines()

    assert "… 30 more (--all)" in lines
    assert any("50 × title-missing" in line for line in lines)
    assert sum("No title" in line for line in run(str(file), "--all").stdout.splitlines()) == 50


@pytest.fixture
def server() -> Iterator[str]:
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/away":
                self.send_response(302)
                self.send_header("Location", "http://169.254.169.254/latest")
                self.end_headers()
                return
            body = WHOLE.read_bytes()
            self.send_response(200 if self.path == "/set.ttl" else 404)
            self.send_header("Content-Type", "text/turtle; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()


def test_an_address_is_fetched(server: str) -> None:
    ended = run(f"{server}/set.ttl", "--quiet")

    assert (ended.exit_code, ended.stdout.splitlines()[0][:11]) == (0, "Datasets: 1")


@pytest.mark.parametrize(("path", "said"), [("/nothing", "status 404"), ("/away", "cannot be fetched")])
def test_an_address_without_a_good_answer_says_why(server: str, path: str, said: str) -> None:
    ended = run(server + path)

    assert isinstance(ended.exception, ProjectError)
    assert said in str(ended.exception)
