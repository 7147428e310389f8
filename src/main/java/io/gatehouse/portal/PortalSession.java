package io.gatehouse.portal;

import io.gatehouse.account.AccountId;
import io.gatehouse.audit.LoginEvent.Subject;

/**
 * A session at the portal: whose, from which sign-in.
 *
 * @param open whether it is open as far as we know
 * @param opening whether it is not yet, but may still come to be
 */
public record PortalSession(String sid, AccountId account, Subject subject, boolean open, boolean opening) {}
