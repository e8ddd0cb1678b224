"""Meetings on petitions: called from open problems, recorded, decisions followed up."""
