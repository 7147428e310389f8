/** The door for people: a sign-in only moves forward, and one switch decides where. Around it, what each step needs. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "saml",
            "password",
            "secondfactor",
            "portal",
            "account",
            "account :: role",
            "account :: session",
            "identityprovider",
            "identityprovider :: guide",
            "identityprovider :: lifecycle",
            "identityprovider :: metadata",
            "partner",
            "audit",
            "keys",
            "keys :: cookie",
            "limits",
            "mail",
            "reason"
        })
package io.gatehouse.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
