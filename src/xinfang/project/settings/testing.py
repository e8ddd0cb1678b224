"""Settings of the test suite: a throwaway home and server, quick passwords."""

import os

from xinfang.kernel import embedded

os.environ.setdefault("XINFANG_TEST_DATABASE", "1")
if "XINFANG_HOME" not in os.environ:
    os.environ["XINFANG_HOME"] = str(embedded.home() / "test")

from xinfang.project.settings import *  # noqa: E402, F403
from xinfang.project.settings import DATABASES, STORAGES  # noqa: E402

DATABASES["default"]["TEST"] = {"NAME": "test_xinfang" + os.environ.get("XINFANG_TEST_SUFFIX", "")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ALLOWED_HOSTS = ["*"]
