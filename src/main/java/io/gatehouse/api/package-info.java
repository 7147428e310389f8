/** The door for programs: /api/v1. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "idpconfig",
            "idpconfig :: folder",
            "idpconfig :: names",
            "idpconfig :: yaml",
            "saml",
            "secondfactor",
            "password",
            "portal",
            "portal :: person",
            "account",
            "account :: token",
            "identityprovider",
            "identityprovider :: connect",
            "identityprovider :: fetch",
            "identityprovider :: lifecycle",
            "identityprovider :: metadata",
            "identityprovider :: refresh",
            "partner",
            "audit",
            "keys",
            "limits",
            "reason"
        })
package io.gatehouse.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
