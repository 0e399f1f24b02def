"""One settings file, read from the environment; runs with none of it set."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from workbench.env import env_bool, env_int, env_list, env_secret, env_str
from workbench.sheets import sheet_digests
from workbench.stack.urls import celery_broker_url, parse_database_url

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env_str("DATA_DIR", str(BASE_DIR / "var")))
CORPORA = Path(env_str("CORPORA", str(BASE_DIR.parent / "shared")))

DEBUG = env_bool("DEBUG", False)
# Without a key of its own a site may look around; `check --deploy` refuses it.
SECRET_KEY = env_secret("SECRET_KEY", "insecure-development-key")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", [])
# The address readers and programs use; absolute links are built from it.
PUBLIC_URL = env_str("PUBLIC_URL", f"http://127.0.0.1:{env_int('PORT', 8000)}")
HTTPS = env_bool("HTTPS", PUBLIC_URL.startswith("https://"))
ORGANISATION = env_str("ORGANISATION", "Corroborate newsroom")
LICENCE_LINE = env_str(
    "LICENCE_LINE", f"© {ORGANISATION}. Reuse with attribution: CC BY 4.0."
)
# Whether a finding names who checked and approved it, or counts them alone.
SHOW_CHECKERS = env_bool("SHOW_CHECKERS", False)

INSTALLED_APPS = [
    "workbench",
    "workbench.accounts",
    "sources",
    "claims",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "django_structlog",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "workbench.sending.CompressPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "workbench.metrics.CountRequests",
    "workbench.limits.LimitRate",
    "workbench.lifecycle.TellOfRetirement",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "workbench.middleware.SpeakTheirLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "workbench.middleware.RefuseNul",
    "workbench.middleware.TranslateErrors",
    "workbench.middleware.EndDrafts",
]

ROOT_URLCONF = "workbench.urls"
WSGI_APPLICATION = "workbench.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.views.context.desk",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "workbench.templatetags.desk",
            ],
        },
    },
    # Rows of long lists, put into Django's pages by the tag "draw".
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "rows",
        "DIRS": [BASE_DIR / "templates" / "jinja"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "workbench.jinja.environment"},
    },
]
FORM_RENDERER = "workbench.jinja.QuickForms"

DATABASES = {
    "default": {
        **parse_database_url(
            env_secret("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/corroborate")
        ),
        "CONN_MAX_AGE": env_int("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASES["default"].setdefault("OPTIONS", {})["application_name"] = "corroborate"
# Rows that may be inserted and read, never changed: by privilege and by trigger.
APPEND_ONLY_TABLES = [
    "claims_reviewevent",
    "claims_change",
    "claims_publication",
    "claims_eventleaf",
    "claims_publicationleaf",
    "claims_changeleaf",
    "claims_signingkey",
    "claims_checkpoint",
    "claims_sitepage",
]

REDIS_URL = env_secret("REDIS_URL", "redis://127.0.0.1:1/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "corroborate",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# Losing messages is harmless (the job row is the truth), waiting for them is not.
CELERY_BROKER_URL = celery_broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SOFT_TIME_LIMIT = 840
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1200,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    # Whoever submits work must not wait for a broker that is away: kombu would try
    # for six seconds, `retry=False` or not. The relay sends the hint again.
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "workbench.accounts.backends.ByName",
    "workbench.accounts.backends.ByEmail",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "workbench.accounts.adapter.ByInvitationOnly"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Corroborate] "
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
EMAIL_BACKEND = env_str(
    "EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = env_str("EMAIL_HOST", "localhost")
EMAIL_PORT = env_int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env_str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_secret("EMAIL_HOST_PASSWORD", "")
EMAIL_TIMEOUT = env_int("EMAIL_TIMEOUT", 20)
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", "corroborate@localhost")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "workbench.accounts.authentication.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["workbench.accounts.authentication.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        # Forms know no null and no parts in parts; where a file comes in, the view
        # takes them, too.
        "workbench.parsers.CarefulJSONParser",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "workbench.api.problem_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Corroborate",
    "DESCRIPTION": "Published findings about claims, and the desk behind them.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVERS": [{"url": PUBLIC_URL}],
    "CONTACT": {"name": ORGANISATION, "url": PUBLIC_URL},
    "LICENSE": {"name": LICENCE_LINE},
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "workbench.api_schema.add_problems",
        "workbench.api_schema.add_links",
        "workbench.api_examples.add_examples",
        "workbench.lifecycle.mark_retired",
        "workbench.api_schema.describe_groups",
    ],
    "ENUM_NAME_OVERRIDES": {
        "ClaimStatus": "claims.choices.Status",
        "ClaimAction": "claims.choices.Action",
        "Correction": "claims.choices.Correction",
        "ChangeKind": "claims.choices.ChangeKind",
        "EvidenceKind": "claims.choices.EvidenceKind",
        "EvidenceState": "claims.choices.EvidenceState",
        "HookEvent": "claims.choices.HookEvent",
        "DeliveryState": "claims.choices.DeliveryState",
        "WorkKind": "claims.choices.WorkKind",
        "WorkState": "claims.choices.WorkState",
        "PassageKind": ["passage"],
        "StatementKind": ["statement"],
        "SearchKind": ["search"],
        "HowKnown": "sources.choices.HowKnown",
        "JobState": "sources.choices.JobState",
    },
}

# Requests to the API in a minute, by address and by key; 0 for no limit.
RATE_LIMITS = {
    "address": env_int("RATE_LIMIT_ADDRESS", 1200),
    "key": env_int("RATE_LIMIT_KEY", 1200),
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
# Numbers within markup keep their point in every language; see workbench/formats.
FORMAT_MODULE_PATH = ["workbench.formats"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "workbench" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# Addresses carry a version; images that a style sheet names do not: hence no year.
WHITENOISE_MAX_AGE = 0 if DEBUG else 7 * 86_400
# While one writes styles they are fetched, since the policy names what they were.
STYLES_IN_PAGES = not DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "workbench.sending.VersionedFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 25_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
MAX_UPLOAD_BYTES = env_int("MAX_UPLOAD_BYTES", 50_000_000)
# Hosts (host:port) a site allows its fetcher to reach although they are private.
FETCH_ALLOW_HOSTS = env_list("FETCH_ALLOW_HOSTS", [])

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "workbench.views.too_old"
SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", HTTPS)
SECURE_HSTS_SECONDS = env_int("SECURE_HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env_bool("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE, *sheet_digests()],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

JOB_LEASE_S = env_int("JOB_LEASE_S", 60)
JOB_MAX_ATTEMPTS = env_int("JOB_MAX_ATTEMPTS", 3)
JOB_RETRY_S = env_int("JOB_RETRY_S", 5)
RELAY_PAUSE_S = env_int("RELAY_PAUSE_S", 2)
# The key that signs checkpoints, 32 bytes in base64; else made once in DATA_DIR.
CHECKPOINT_KEY = env_secret("CHECKPOINT_KEY", "")
CHECKPOINT_KEY_PREVIOUS = env_secret("CHECKPOINT_KEY_PREVIOUS", "")
EXTRACTOR = env_str("EXTRACTOR", "rules")
STANCE_MODEL = env_str("STANCE_MODEL", "lexical")
STANCE_MODEL_KEY = env_secret("STANCE_MODEL_KEY", "")

# Readers of the changes feed who may wait for news at once, in one web process: each
# holds one of its eight threads.
FEED_WAITERS = env_int("FEED_WAITERS", 2, minimum=0, maximum=6)

# Without it /metrics answers on this machine alone, never through a proxy.
METRICS_TOKEN = env_secret("METRICS_TOKEN", "")
LOG_LEVEL = env_str("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "workbench.logs.json_formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.db.backends": {"level": "WARNING"},
        "kombu": {"level": "WARNING"},
        "celery": {"level": "WARNING"},
    },
}
DJANGO_STRUCTLOG_CELERY_ENABLED = False
