#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The API is what its description says: every path is asked with its examples, every answer validated."""
import re
import unittest
import urllib.parse

from test_service import Served

try:
    import jsonschema
except ImportError:
    jsonschema = None

METHODS = {"get"}


@unittest.skipUnless(jsonschema, "python3-jsonschema is not there")
class Description(Served):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls.get("/api/v1/openapi.json").json

    def resolve(self, value):
        while "$ref" in value:
            found = self.document
            for part in value["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            value = found
        return value

    def parameters(self, operation):
        return [self.resolve(parameter) for parameter in operation["parameters"]]

    def asked(self, path, operation):
        """The address of a path with the examples of its parameters."""
        query = []
        for parameter in self.parameters(operation):
            if "example" not in parameter:
                continue
            values = parameter["example"] if isinstance(parameter["example"], list) else [parameter["example"]]
            if parameter["in"] == "path":
                path = path.replace("{%s}" % parameter["name"], urllib.parse.quote(str(values[0]), safe=""))
            else:
                query += [(parameter["name"], str(value)) for value in values]
        return path + ("?" + urllib.parse.urlencode(query) if query else "")

    def test_it_is_of_openapi_3_1(self):
        self.assertEqual(self.document["openapi"], "3.1.0")
        self.assertRegex(self.document["info"]["version"], r"^\d+\.\d+\.\d+$")
        for path, item in self.document["paths"].items():
            self.assertEqual(set(item), METHODS, path)
            operation = item["get"]
            self.assertTrue(operation["summary"] and operation["operationId"], path)
            self.assertEqual(set(re.findall(r"\{(\w+)\}", path)),
                             {p["name"] for p in self.parameters(operation) if p["in"] == "path"}, path)
            names = [p["name"] for p in self.parameters(operation)]
            self.assertEqual(len(names), len(set(names)), path)

    def test_every_answer_is_of_its_schema(self):
        for path, item in self.document["paths"].items():
            address = self.asked(path, item["get"])
            reply = self.get(address)
            self.assertEqual(reply.status, 200, f"{address}: {reply.text[:300]}")
            schema = self.resolve(item["get"]["responses"]["200"]["content"]["application/json"]["schema"])
            jsonschema.Draft202012Validator(schema).validate(reply.json)

    def test_every_failure_is_of_its_schema(self):
        schema = self.document["components"]["schemas"]["error"]
        for path in self.document["paths"]:
            address = re.sub(r"\{\w+\}", "no-such-id", path) + "?no-such-parameter=1&n=x&place=x"
            reply = self.get(address)
            if reply.status != 200:
                jsonschema.Draft202012Validator(schema).validate(reply.json)
                self.assertIn(reply.status, (400, 404), address)

    def test_every_filter_is_taken(self):
        search = self.document["paths"]["/api/v1/search"]["get"]
        filters = [p["name"] for p in self.parameters(search) if p["schema"].get("type") == "array"]
        self.assertIn("theme", filters)
        for name in filters:
            reply = self.get("/api/v1/search?" + urllib.parse.urlencode({name: "2020"}))
            said = reply.json.get("error", {}).get("message", "")
            self.assertNotIn("there is no parameter", said, name)

    def test_every_path_of_the_api_is_described(self):
        described = {path.split("{")[0] for path in self.document["paths"]}
        routes = self.routes()
        self.assertEqual(described, routes)

    def routes(self):
        """The paths of the table of the source."""
        from service import program
        source = (program.ROOT / "query/serve/routes.c").read_text()
        return set(re.findall(r'\{"(/api/v1/[^"]+)"', source)) - {"/api/v1/openapi.json"}


if __name__ == "__main__":
    unittest.main(verbosity=2)
