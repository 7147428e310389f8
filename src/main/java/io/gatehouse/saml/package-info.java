/** What an asserting party asserted: requests, responses and their judgement. The only package that knows the SAML library. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "identityprovider",
            "identityprovider :: metadata",
            "partner",
            "keys",
            "keys :: cookie",
            "reason"
        })
package io.gatehouse.saml;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
