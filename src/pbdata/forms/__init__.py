"""Forms that people fill in: YAML files that a JSON Schema describes, checks and explains.

A form is a schema in YAML beside the code that reads it (draft 2020-12), with words of its own: ``called`` is what messages call
a part, ``advice`` what to do where a value does not fit, ``description_zh`` the description in Chinese.
"""
