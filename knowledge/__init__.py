"""The room of facts: what can be learnt, what work asks for, what the rules say. It knows no person.

Other rooms import `Library`, `open_library`, the vocabulary and the errors; adapters stay inside.
"""
