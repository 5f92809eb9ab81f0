"""Two ways to find what is said in an article, behind one interface: rules, and a model."""
