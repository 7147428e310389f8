/** The door for administrators and auditors: /console. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "signin",
            "signin :: page",
            "signin :: refusal",
            "signin :: security",
            "signin :: signout",
            "saml",
            "secondfactor",
            "password",
            "portal",
            "portal :: person",
            "idpconfig",
            "idpconfig :: yaml",
            "account",
            "account :: role",
            "account :: session",
            "account :: token",
            "identityprovider",
            "identityprovider :: connect",
            "identityprovider :: fetch",
            "identityprovider :: guide",
            "identityprovider :: lifecycle",
            "identityprovider :: metadata",
            "identityprovider :: notice",
            "identityprovider :: refresh",
            "partner",
            "audit",
            "keys",
            "keys :: cookie",
            "limits",
            "mail",
            "reason"
        })
package io.gatehouse.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
