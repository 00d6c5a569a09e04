"""Calls the application as a person with a browser would: with a session, and the token of its forms."""

import re

PASSWORD = "a long enough password"


class Caller:
    """One visitor: a client with cookies of its own."""

    def __init__(self, client):
        self.client = client

    def get(self, path):
        return self.client.get(path)

    def api(self, path):
        response = self.client.get(f"/api{path}".rstrip("/"))
        assert response.status_code == 200, (path, response.text)
        return response.json()

    def token(self):
        return re.search(r'name="csrf" value="([^"]*)"', self.client.get("/tables").text + self.client.get("/login").text)[1]

    def post(self, path, files=None, **values):
        return self.client.post(path, data={"csrf": self.token(), **values}, files=files)

    def log_in(self, name):
        self.client.cookies.clear()
        return self.post("/login", name=name, password=PASSWORD)

    def letter(self, name):
        """The SHA-256 of the letter whose file name begins so."""
        return next(d["document"] for d in self.api(f"/letters?words={name}")["documents"])

    def claims(self, name):
        """The claims of a letter, as the reading room shows them."""
        return self.api(f"/letters/{self.letter(name)}")["claims"]


def with_accounts(caller):
    """Makes an account for each role; the caller is then the administrator's."""
    for role, names in (("administrator", "yes"), ("reviewer", "yes"), ("coder", ""), ("reader", "")):
        made = caller.post("/people", name=f"the {role}", role=role, password=PASSWORD, **({"names": names} if names else {}))
        assert made.status_code == 303, made.text
    return caller
