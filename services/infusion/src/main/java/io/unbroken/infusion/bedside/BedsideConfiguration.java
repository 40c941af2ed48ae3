package io.unbroken.infusion.bedside;

import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.bedside.Bedside;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.infusion.verdict.VerdictProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BedsideConfiguration {

    @Bean
    Bedside bedside(
            CaptureProperties capture, VerdictProperties verdicts, BedsideProperties bedside) {
        return new Bedside(bedside.rules(new PartyId(capture.party()), verdicts.longestSilence()));
    }
}
