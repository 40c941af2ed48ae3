package io.unbroken.acceptance.pages;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/// What a phone's camera sees: a label in a hand that is not quite still, in poor light. Chromium takes a file of JPEG pictures, one after
/// the other, for its camera.
final class Film {

    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 720;
    private static final int FRAMES = 30;
    private static final int NOISE = 24;

    private Film() {}

    /// Films a picture of a label, always with the same noise.
    static Path of(BufferedImage label, Path file) throws IOException {
        var random = new Random(7);
        var frames = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES; i++) {
            ImageIO.write(frame(label, Math.toRadians(-6 + 0.3 * i), random), "jpeg", frames);
        }
        return Files.write(file, frames.toByteArray());
    }

    private static BufferedImage frame(BufferedImage label, double angle, Random random) {
        var frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = frame.createGraphics();
        drawing.setColor(new Color(96, 90, 84));
        drawing.fillRect(0, 0, WIDTH, HEIGHT);
        drawing.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        double scale = Math.min(0.6 * WIDTH / label.getWidth(), 0.7 * HEIGHT / label.getHeight());
        drawing.translate(WIDTH / 2.0, HEIGHT / 2.0);
        drawing.rotate(angle);
        drawing.shear(0.06, 0);
        drawing.scale(scale, scale);
        drawing.drawImage(label, -label.getWidth() / 2, -label.getHeight() / 2, null);
        drawing.dispose();
        spoil(frame, random);
        return frame;
    }

    private static void spoil(BufferedImage frame, Random random) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int rgb = frame.getRGB(x, y);
                int noise = random.nextInt(2 * NOISE) - NOISE;
                frame.setRGB(
                        x,
                        y,
                        channel(rgb, 16, noise) | channel(rgb, 8, noise) | channel(rgb, 0, noise));
            }
        }
    }

    private static int channel(int rgb, int shift, int noise) {
        return Math.clamp(((rgb >> shift) & 0xff) * 9 / 10 + noise, 0, 255) << shift;
    }
}
