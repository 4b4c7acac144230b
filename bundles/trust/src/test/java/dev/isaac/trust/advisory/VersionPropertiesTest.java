package dev.isaac.trust.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.TrustException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VersionPropertiesTest {

    @Provide
    Arbitrary<PluginVersion> versions() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 3);
        Arbitrary<String> qualifier = Arbitraries.strings().withChars("ab-_9").ofMaxLength(2);
        return Combinators.combine(number, number, number, qualifier).as(PluginVersion::new);
    }

    @Property
    void aVersionIsWhatItsTextSays(@ForAll("versions") PluginVersion version) throws TrustException {
        assertThat(PluginVersion.parse(version.toString())).isEqualTo(version);
    }

    @Property
    void theOrderIsTotal(
            @ForAll("versions") PluginVersion a,
            @ForAll("versions") PluginVersion b,
            @ForAll("versions") PluginVersion c) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a.compareTo(c)).isNotPositive();
        }
    }

    @Property
    void aRangeIsWhatItsTextSaysAndHoldsWhatLiesBetween(
            @ForAll("versions") PluginVersion low,
            @ForAll("versions") PluginVersion high,
            @ForAll boolean lowIncluded,
            @ForAll boolean highIncluded,
            @ForAll("versions") PluginVersion version)
            throws TrustException {
        VersionRange range = new VersionRange(low, lowIncluded, Optional.of(high), highIncluded);
        if (low.compareTo(high) < 0) {
            assertThat(VersionRange.parse(range.toString())).isEqualTo(range);
        }
        boolean aboveLow = lowIncluded ? version.compareTo(low) >= 0 : version.compareTo(low) > 0;
        boolean belowHigh = highIncluded ? version.compareTo(high) <= 0 : version.compareTo(high) < 0;
        assertThat(range.includes(version)).isEqualTo(aboveLow && belowHigh);
    }
}
