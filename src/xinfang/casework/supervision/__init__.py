"""What calls for supervision (督办): triggers. Orders, urging and proposals are built on them."""
