package io.gatehouse.partner;

/** Whom the guide means by "contact your account manager". */
public record AccountManager(String name, String email) {}
