"""An address comes in → what lies there; the only place that asks the web for articles."""
