"""Which of two ways to make a briefing is better: outcomes, statistics, differences, in words."""
