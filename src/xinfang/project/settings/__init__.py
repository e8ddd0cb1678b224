"""Settings by topic. All from the environment (prefix XINFANG_); the defaults make a local trial."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from xinfang.kernel import embedded
from xinfang.kernel.secrets.provider import read_key
from xinfang.project.settings.database import databases
from xinfang.project.settings.environment import ASKED, flag, number, secret, text
from xinfang.project.settings.logs import logging_config
from xinfang.project.settings.notices import *  # noqa: F403
from xinfang.project.settings.security import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parents[2]
XINFANG_HOME = embedded.home()
XINFANG_KEY_FILE = Path(text("KEYS_FILE", str(XINFANG_HOME / "keys" / "columns")))
XINFANG_FILES = XINFANG_HOME / "files"
XINFANG_PUBLIC_ADDRESS = text("PUBLIC_ADDRESS").rstrip("/")  # empty: the address of the request
# What a message to a petitioner names: the page that asks for number and code.
XINFANG_FOLLOW_ADDRESS = f"{XINFANG_PUBLIC_ADDRESS}/follow/" if XINFANG_PUBLIC_ADDRESS else ""
XINFANG_RATING_DAYS = number("RATING_DAYS", 60)  # how long an answer may be rated; the law names no term
XINFANG_OFFICE = text("OFFICE", "")  # the office's name on letters and receipts; empty: 〔district〕信访局
XINFANG_PLACE = text("PLACE").strip()  # the province whose own terms hold, for example 山东
XINFANG_TARGETS = frozenset(text("TARGETS").replace(",", " ").split())  # internal targets that run here

DEBUG = flag("DEBUG")
SECRET_KEY = secret("SECRET_KEY") or read_key(XINFANG_HOME / "keys" / "session").hex()
ALLOWED_HOSTS = text("HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in text("TRUSTED_ORIGINS").split(",") if origin]
DATABASES = databases()
# Shared by all processes, so that tries are counted together; the table is made by the kernel's migration.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "xinfang_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Within one process: for what is asked on every page, under keys that say what it was counted from.
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2_000}},
}
LOGGING = logging_config()
LOGGING_CONFIG = "logging.config.dictConfig"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "template_partials",
    "treebeard",
    "xinfang.faces.workbench",  # before allauth: its templates stand in for allauth's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "procrastinate.contrib.django",
    "xinfang.kernel",
    "xinfang.registers",
    "xinfang.casework",
    "xinfang.insight",
    "xinfang.faces.exchange",
    "xinfang.faces.portal",
    "xinfang.project",
]
MIDDLEWARE = [
    "xinfang.kernel.requests.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "xinfang.registers.staff.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xinfang.registers.staff.middleware.ScopeMiddleware",
]
ROOT_URLCONF = "xinfang.project.urls"
WSGI_APPLICATION = "xinfang.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "xinfang.project.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "xinfang.kernel.templatetags.ui",
            ],
        },
    }
]
FORM_RENDERER = "xinfang.kernel.longest.Renderer"

AUTH_USER_MODEL = "registers.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workbench:begin"
ACCOUNT_ADAPTER = "xinfang.registers.staff.accounts.ClosedAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
SESSION_COOKIE_AGE = 60 * number("SESSION_MINUTES", 240)
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = flag("HTTPS")
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SESSION_COOKIE_SECURE else 0
XINFANG_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = number("PROXIES", 0)  # how many stand before `serve`
# Anybody could send these headers; only a proxy of ours may be believed.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if XINFANG_PROXIES else None

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = text("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(text("STATIC_ROOT", str(XINFANG_HOME / "static")))
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = XINFANG_HOME / "tmp"  # not the machine's /tmp: uploads hold personal data
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
XINFANG_ENVIRONMENT = ASKED  # for `xinfang config show`
