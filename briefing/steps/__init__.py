"""The steps of a briefing, one public function each, none knowing another."""
