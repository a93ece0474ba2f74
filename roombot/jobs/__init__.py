"""What must happen later and survive a crash, on DBOS Transact."""
