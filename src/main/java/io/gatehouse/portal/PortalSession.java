package io.gatehouse.portal;

import io.gatehouse.account.AccountId;
import io.gatehouse.audit.LoginEvent.Subject;

/** A session at the portal: whose, from which sign-in, and whether it is open as far as we know. */
public record PortalSession(String sid, AccountId account, Subject subject, boolean open) {}
