package io.gatehouse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Gatehouse. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Gatehouse {
    static void main(String[] args) {
        SpringApplication.run(Gatehouse.class, args);
    }
}
