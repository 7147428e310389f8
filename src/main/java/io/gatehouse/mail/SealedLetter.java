package io.gatehouse.mail;

import java.util.UUID;

/** A letter as it waits in the task's row: whoever reads the database cannot use its link. */
record SealedLetter(UUID id, byte[] sealed) {}
