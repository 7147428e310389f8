package io.gatehouse.account;

import java.util.UUID;

/** The stable id of a person at the portal; never reused, never an e-mail address. */
public record AccountId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
