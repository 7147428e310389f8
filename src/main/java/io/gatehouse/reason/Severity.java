package io.gatehouse.reason;

/** How much attention a reason deserves from the people who run Gatehouse. */
public enum Severity {
    /** Everyday: a mistyped code, an old link. */
    NOTICE,
    /** Somebody should mend something: configuration, an IdP's clock, an expired certificate. */
    WARNING,
    /** An attack, or a defect. */
    ALARM
}
