"""The room of advice: who is asking, what is missing, which way leads there, and the hand-off. It knows no chat program.

Other rooms import `Advisor`, `open_advisor`, the vocabulary and the errors; adapters stay inside.
"""
