"""Campaigns of receptions (接访活动): a period with its leaders and aims, counted by leader and in all."""
