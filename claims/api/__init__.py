"""The doors for programs: what was published, and the desk for keys with a scope.

In: HTTP requests. Out: JSON; services decide, serializers shape.
"""
