"""Settings of the test suite: a throwaway home and server, quick passwords, static files from source."""

import os

from xinfang.kernel import embedded

# Before the settings are read: they ask for the home once.
os.environ.setdefault("XINFANG_TEST_DATABASE", "1")
os.environ.setdefault("XINFANG_HOME", str(embedded.home() / "test"))

from xinfang.project.settings import *  # noqa: E402, F403
from xinfang.project.settings import DATABASES, STORAGES  # noqa: E402

DATABASES["default"]["TEST"] = {"NAME": "test_xinfang" + os.environ.get("XINFANG_TEST_SUFFIX", "")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
ALLOWED_HOSTS = ["*"]
