/** The idp-config folder and the settings: read, linted and applied a partner at a time, whole or not at all. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "identityprovider",
            "identityprovider :: entity",
            "identityprovider :: fetch",
            "identityprovider :: lifecycle",
            "identityprovider :: metadata",
            "identityprovider :: refresh",
            "partner",
            "audit",
            "reason"
        })
package io.gatehouse.idpconfig;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
