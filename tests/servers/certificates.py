"""A certificate authority of the tests, by the openssl program."""

import shutil
import subprocess

from servers import Missing


class Authority:
    """Makes certificates in `folder`; `file` is its own, for those who trust it."""

    def __init__(self, folder, name):
        if shutil.which("openssl") is None:
            raise Missing("openssl is not installed: apt-get install openssl")
        self.folder, self.name = folder, name
        self.file, self.key = folder / f"{name}.crt", folder / f"{name}.key"
        self.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                     "-nodes", "-keyout", self.key, "-out", self.file, "-days", "30",
                     "-subj", f"/CN={name}")

    def openssl(self, *words):
        done = subprocess.run(["openssl", *[str(word) for word in words]], capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"openssl {words[0]}: {done.stderr}")

    def certificate(self, host, days=30):
        """(certificate, key) as text, for a server called `host`; valid for less than no days:
        expired."""
        key, request = self.folder / f"{host}.key", self.folder / f"{host}.csr"
        extensions, out = self.folder / f"{host}.ext", self.folder / f"{host}.crt"
        extensions.write_text(f"subjectAltName=DNS:{host}\n", encoding="utf-8")
        self.openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                     "-keyout", key, "-out", request, "-subj", f"/CN={host}")
        self.openssl("x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self.key,
                     "-CAcreateserial", "-out", out, "-days", days, "-extfile", extensions)
        return out.read_text(encoding="utf-8"), key.read_text(encoding="utf-8")
