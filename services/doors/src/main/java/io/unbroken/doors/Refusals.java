package io.unbroken.doors;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers what no controller saw: addresses and methods that the firewall refuses, and what is no HTTP. Nothing of what was sent is repeated.
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
public class Refusals {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsOfTheContainer() {
        return factory ->
                factory.addContextCustomizers(context -> {
                    if (context.getParent() instanceof StandardHost host) {
                        host.setErrorReportValveClass(RefusalValve.class.getName());
                    }
                });
    }

    @Hidden
    @RestController
    static final class RefusalController implements ErrorController {

        @RequestMapping("/error")
        ResponseEntity<ProblemDetail> refused(HttpServletRequest request) {
            HttpStatus status =
                    request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)
                                    instanceof Integer code
                            ? HttpStatus.valueOf(code)
                            : HttpStatus.NOT_FOUND;
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(
                            ProblemDetail.forStatusAndDetail(
                                    status, "This is not a request that this service can read."));
        }
    }
}
