"""Django's settings. What an operator may set comes from the environment and is documented in docs/running.md."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from trailside.config import places
from trailside.config.agencies import agencies
from trailside.config.databases import databases

PACKAGE = Path(__file__).resolve().parent.parent

TRAILSIDE_DATA = places.data()
MASTER_KEY = os.environ.get("TRAILSIDE_MASTER_KEY", "")
MASTER_KEY_FILE = places.master_key_file()


def _secret() -> str:
    """Django's own secret: kept beside the data, made at the first run. It signs sessions and CSRF, seals nothing."""
    path = TRAILSIDE_DATA / "django.secret"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = os.environ.get("TRAILSIDE_SECRET") or _secret()
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("TRAILSIDE_HOSTS", "*").split(",") if host]
# The public address, when there is one with a certificate: turns on secure cookies, HSTS, passkeys.
ADDRESS = os.environ.get("TRAILSIDE_ADDRESS", "")
# Where whoever finds a hole writes (RFC 9116): "mailto:..." or an address of the web.
SECURITY_CONTACT = os.environ.get("TRAILSIDE_SECURITY_CONTACT") or "mailto:security@trailside.example"
HTTPS = ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    # the rooms, from the ground up
    "trailside.design",
    "trailside.vault",
    "trailside.ledger",
    "trailside.people",
    "trailside.consent",
    "trailside.reach",
    "trailside.files",
    "trailside.safety",
    "trailside.plans",
    "trailside.measures",
    "trailside.encounters",
    "trailside.journey",
    "trailside.team",
    "trailside.exchange",
    "trailside.simulator",
    "trailside.web",
    "trailside.config",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # prepaid data; it pads at random, so that sizes betray no secret (BREACH)
    "csp.middleware.CSPMiddleware",
    "trailside.config.middleware.PlainAnswers",
    "trailside.config.sessions.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "trailside.design.middleware.LanguageMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "trailside.web.plain.middleware.OnlyDates",
    "trailside.people.middleware.WhoIsHere",
    "trailside.ledger.middleware.LooksBeforeTheFirstByte",
]

ROOT_URLCONF = "trailside.config.urls"
WSGI_APPLICATION = "trailside.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "trailside.design.context.page",
            ],
        },
    }
]

FORM_RENDERER = "trailside.design.forms.Renderer"

DATABASES = databases()
DATABASE_ROUTERS = ["trailside.vault.router.VaultRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["trailside.people.authentication.ByName"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# What makes a password stands in people.passwords: it depends on what else is asked at sign-in.
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"

# No e-mail anywhere: participants may have none, and allauth's e-mail table stays empty.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name_token"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "trailside.people.passkeys.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off; each code is good once (people.actions.second)
MFA_RECOVERY_CODE_DIGITS = 10
SOCIALACCOUNT_ADAPTER = "trailside.people.agencies.Adapter"
AGENCIES = agencies(os.environ.get("TRAILSIDE_AGENCIES", ""))
# Seconds after which whatever opens doors or takes words out asks for the password or passkey once more.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", _("Spanish"))]
LANGUAGE_COOKIE_NAME = "language"
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "trailside.config.server.storage.ShelfStorage"},
}
# Where files are uploaded, and how large a request may be there (bytes). Everywhere else: 2 MB. These wait in memory,
# never on the disk in clear.
LARGE_BODIES = [("/programme/import/", 1_040_000), ("/pictures/new/", 8_200_000)]

SESSION_ENGINE = "trailside.config.sessions"
# After how many seconds without a request whoever works here is signed out.
STAFF_IDLE = 60 * int(os.environ.get("TRAILSIDE_IDLE") or 15)
# "__Host-": no other name of the domain, and no page without a certificate, may set or replace it.
SESSION_COOKIE_NAME = "__Host-here" if HTTPS else "here"
CSRF_COOKIE_NAME = "__Host-form" if HTTPS else "csrftoken"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS else []
CSRF_FAILURE_VIEW = "trailside.config.answers.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": with it browsers send "Origin: null" with every form, and Django refuses the form.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SILENCED_SYSTEM_CHECKS = ["security.W019"]

# Nothing about a person is ever logged: errors name the place, never the words.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "trailside.config.logs.PlacesOnly",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
