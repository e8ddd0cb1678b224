"""Claims without a number in a report ("没有发生", "大幅下降"), each with the test behind it."""
