/** The door for programs: /api/v1. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "saml",
            "secondfactor",
            "portal",
            "account",
            "account :: token",
            "identityprovider",
            "partner",
            "audit",
            "keys",
            "limits",
            "reason"
        })
package io.gatehouse.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
