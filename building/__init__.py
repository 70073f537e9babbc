"""What is done when hiphinge is built: works of others fetched, TypeScript compiled."""
