package io.gatehouse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Gatehouse. */
@SpringBootApplication
public class Gatehouse {
    static void main(String[] args) {
        SpringApplication.run(Gatehouse.class, args);
    }
}
