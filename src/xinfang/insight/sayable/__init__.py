"""What may be said of a period without a number, each in a sentence that tells what it rests on."""
