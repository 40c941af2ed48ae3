package io.unbroken.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.keys.SigningKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/// Where implementations of Ed25519 differ: each signature and key has one form here, and weak keys are none.
class SignatureEdgesTest {

    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final byte[] SEED = new byte[32];
    private static final SigningKey KEY = SigningKey.of(SEED);
    private static final byte[] MESSAGE = {1, 2, 3};

    @Test
    void the_vectors_of_rfc_8032_hold() {
        for (String[] vector :
                new String[][] {
                    {
                        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                        "",
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
                    },
                    {
                        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                        "72",
                        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
                    },
                    {
                        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                        "af82",
                        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
                    }
                }) {
            SigningKey key = SigningKey.of(hex(vector[0]));

            assertThat(key.publicKey()).isEqualTo(new PublicKey(vector[1]));
            assertThat(key.sign(hex(vector[2]))).isEqualTo(hex(vector[3]));
            assertThat(new PublicKey(vector[1]).verifier().verifies(hex(vector[3]), hex(vector[2])))
                    .isTrue();
        }
    }

    @Test
    void every_flipped_bit_of_a_signature_is_refused() {
        byte[] signature = KEY.sign(MESSAGE);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(verifies(flipped)).as("bit %d", bit).isFalse();
        }
        assertThat(verifies(Arrays.copyOf(signature, 63))).isFalse();
        assertThat(verifies(Arrays.copyOf(signature, 65))).isFalse();
    }

    @Test
    void a_signature_with_the_order_added_to_s_is_refused() {
        byte[] signature = KEY.sign(MESSAGE);
        BigInteger s = number(Arrays.copyOfRange(signature, 32, 64));
        BigInteger limit = BigInteger.TWO.pow(256);
        for (BigInteger other = s.add(ORDER);
                other.compareTo(limit) < 0;
                other = other.add(ORDER)) {
            byte[] changed = signature.clone();
            System.arraycopy(bytes(other), 0, changed, 32, 32);

            assertThat(verifies(changed)).isFalse();
        }
        assertThat(verifies(signature)).isTrue();
    }

    @Test
    void a_signature_whose_point_is_written_otherwise_is_refused() throws Exception {
        String neutral = "01" + "00".repeat(31);
        String plusPrime = "ee" + "ff".repeat(30) + "7f";
        String otherSign = "01" + "00".repeat(30) + "80";
        String both = "ee" + "ff".repeat(31);

        // That the equation holds for the one form shows that the others are refused for their
        // form.
        assertThat(verifies(signatureWithNeutralPoint(neutral))).isTrue();
        for (String other : List.of(plusPrime, otherSign, both)) {
            assertThat(verifies(signatureWithNeutralPoint(other))).as(other).isFalse();
        }
    }

    @Test
    void keys_of_small_order_and_keys_written_otherwise_are_refused() {
        Stream.of(
                        "01" + "00".repeat(31),
                        "ec" + "ff".repeat(30) + "7f",
                        "00".repeat(32),
                        "00".repeat(31) + "80",
                        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                        "01" + "00".repeat(30) + "80",
                        "ec" + "ff".repeat(31),
                        "ed" + "ff".repeat(30) + "7f",
                        "ed" + "ff".repeat(31),
                        "ee" + "ff".repeat(30) + "7f",
                        "ee" + "ff".repeat(31),
                        "ff".repeat(32),
                        "02" + "00".repeat(31))
                .forEach(SignatureEdgesTest::refused);
    }

    @Test
    void keys_with_a_part_of_small_order_are_refused() {
        for (String mixed :
                List.of(
                        "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
                        "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43")) {
            assertThat(Ed25519.validatePublicKeyPartial(hex(mixed), 0)).as(mixed).isTrue();
            refused(mixed);
        }
    }

    private static void refused(String key) {
        assertThatIllegalArgumentException().as(key).isThrownBy(() -> new PublicKey(key));
    }

    /// Made with the nonce 0, so that R is the neutral point, in the form given.
    private static byte[] signatureWithNeutralPoint(String r) throws NoSuchAlgorithmException {
        byte[] secret = MessageDigest.getInstance("SHA-512").digest(SEED);
        secret[0] &= (byte) 0xf8;
        secret[31] &= 0x7f;
        secret[31] |= 0x40;
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        digest.update(hex(r));
        digest.update(hex(KEY.publicKey().value()));
        BigInteger k = number(digest.digest(MESSAGE));
        BigInteger s = k.multiply(number(Arrays.copyOf(secret, 32))).mod(ORDER);
        return ByteBuffer.allocate(64).put(hex(r)).put(bytes(s)).array();
    }

    private static boolean verifies(byte[] signature) {
        return KEY.publicKey().verifier().verifies(signature, MESSAGE);
    }

    private static BigInteger number(byte[] littleEndian) {
        return new BigInteger(1, reversed(littleEndian));
    }

    private static byte[] bytes(BigInteger number) {
        byte[] bigEndian = number.toByteArray();
        var bytes = new byte[32];
        for (int i = 0; i < 32 && i < bigEndian.length; i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
