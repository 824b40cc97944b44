"""The evaluation: what is measured on texts nothing was tuned on, and the gate that holds the figures."""
