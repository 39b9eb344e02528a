"""The API's own description: OpenAPI for programs, and one page for people that needs no internet."""

from typing import Any

from flask import Blueprint, Response, render_template
from flask_openapi3 import OpenAPI

from server import auth
from server.api.frame import PREFIX, answer


def blueprint(app: OpenAPI) -> Blueprint:
    docs = Blueprint("docs", __name__, template_folder="templates")

    @docs.get(f"{PREFIX}/openapi.json")
    @auth.permits(auth.ANYONE)
    def openapi() -> Response:
        return answer(app.api_doc)

    @docs.get("/api/docs")
    @auth.permits(auth.ANYONE)
    def page() -> str:
        return render_template("api_docs.html", nouns=_by_noun(app), info=app.api_doc["info"])

    return docs


def _by_noun(app: OpenAPI) -> list[dict[str, Any]]:
    """The operations of the spec, grouped by tag, each with who may use it."""
    nouns = [{**tag, "operations": []} for tag in app.api_doc["tags"]]
    for path, item in app.api_doc["paths"].items():
        for method, operation in item.items():
            noun = next(noun for noun in nouns if noun["name"] == operation["tags"][0])
            noun["operations"].append(
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": operation.get("summary", ""),
                    "who": sorted(auth.permitted(app.view_functions[_endpoint(app, path, method)])),
                    "parameters": operation.get("parameters", []),
                    "body": _schema_name(operation.get("requestBody", {})),
                    "answers": sorted(
                        (status, _schema_name(response)) for status, response in operation["responses"].items()
                    ),
                }
            )
    return nouns


def _endpoint(app: OpenAPI, path: str, method: str) -> str:
    for rule in app.url_map.iter_rules():
        plain = rule.rule.replace("<", "{").replace(">", "}")
        if plain == path and method.upper() in (rule.methods or ()):
            return str(rule.endpoint)
    raise LookupError(path)


def _schema_name(holder: dict[str, Any]) -> str:
    schema = holder.get("content", {}).get("application/json", {}).get("schema", {})
    return str(schema.get("$ref", "")).rsplit("/", 1)[-1]
