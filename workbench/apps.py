from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "workbench"

    def ready(self) -> None:
        # Every process that submits jobs must know the broker: a shared task goes to
        # the application imported last, else to one that looks for RabbitMQ.
        from workbench import celery  # noqa: F401
