"""A curator's decisions, applied on the way from the page to the facts: each where the rules have decided the same thing.

A decision whose expectation fails is left out and taken down with the reason; nothing else of the capture suffers.
"""
