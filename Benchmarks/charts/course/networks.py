#!/usr/bin/env python3
"""Trains the networks of the course's lessons 5 to 7 and writes what their figures show, for data.py.

    python3 networks.py DATA_FOLDER [ffnn cnn wine vae molecules lungs]

Needs tensorflow and tf-keras, and some five minutes of one core; networks.json.gz keeps what it held of other parts. The
models, seeds, optimisers and numbers of epochs are the course's. Two things differ from its pictures: weights that the
course draws before it sets a seed are other ones in every run, and the chemical network is trained for two epochs, as
for the rerun whose pictures are compared here.
"""
import gzip
import json
import os
import pathlib
import sys

os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import pandas as pd
import tensorflow as tf
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from tensorflow import keras

folder, target = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).with_name("networks.json.gz")
layers = keras.layers


def rounded(values, digits):
    return np.round(np.asarray(values, dtype=float), digits).tolist()


def digits():
    images = np.load(folder / "mnist_data_5k.npy").reshape(-1, 28, 28, 1) / 255
    labels = np.load(folder / "mnist_labels_5k.npy").astype(int)
    return images, labels


def classified(model, images, labels):
    """Ten epochs of a classifier: the history, and what it says of ten test images."""
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(
        images[:3000], labels[:3000], batch_size=16, validation_data=(images[3000:4000], labels[3000:4000]), epochs=10,
        verbose=0).history
    guesses = model.predict(images[4000:], verbose=0).argmax(axis=1)
    return {
        "accuracy": rounded(history["accuracy"], 5), "validation": rounded(history["val_accuracy"], 5),
        "loss": rounded(history["loss"], 5), "validationLoss": rounded(history["val_loss"], 5),
        "guesses": guesses[900:910].tolist(), "otherGuesses": guesses[:10].tolist()}


def ffnn():
    images, labels = digits()
    model = keras.Sequential([
        layers.InputLayer(input_shape=(784,)), layers.Dense(1024, activation="relu"),
        layers.Dense(512, activation="relu"), layers.Dense(10, activation="softmax")])
    keras.utils.set_random_seed(123)
    return classified(model, images.reshape(-1, 784), labels)


def cnn():
    images, labels = digits()
    keras.utils.set_random_seed(123)
    return classified(keras.Sequential([
        layers.InputLayer(input_shape=(28, 28, 1)),
        layers.Conv2D(6, 3, activation="relu"), layers.MaxPooling2D(2),
        layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D(2), layers.Flatten(),
        layers.Dense(1024, activation="relu"), layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax")]), images, labels)


def wine():
    np.random.seed(123)
    keras.utils.set_random_seed(123)
    table = pd.read_csv(folder / "winequality-red.csv", sep=";")
    features = table.drop(columns="quality")
    features = (features - features.min()) / (features.max() - features.min())
    fx, tx, fy, ty = train_test_split(features, table["quality"], test_size=0.3, random_state=123)
    widths = [1024, 512, 256, 128, 64]
    model = keras.Sequential(
        [layers.Dense(widths[0], activation="relu", input_shape=(11,))]
        + [layers.Dense(w, activation="relu") for w in widths[1:]] + [layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(0.005), loss="mse")
    history = model.fit(fx, fy, validation_data=(tx, ty), batch_size=64, epochs=50, verbose=0).history
    return {"loss": rounded(history["loss"][1:], 5), "test": rounded(history["val_loss"][1:], 5)}


def density(z, mean, logvar):
    return tf.reduce_sum(-0.5 * ((z - mean) ** 2 * tf.exp(-logvar) + logvar + np.log(2 * np.pi)), axis=1)


class Autoencoder:
    """A variational autoencoder, with a network that predicts a property where one is given."""

    def __init__(self, encoder, decoder, prediction=None, rate=1e-4):
        self.encoder, self.decoder, self.prediction = encoder, decoder, prediction
        self.variables = encoder.trainable_variables + decoder.trainable_variables
        if prediction is not None:
            self.variables += prediction.trainable_variables
        self.optimizer = keras.optimizers.Adam(rate)
        self.step = tf.function(self.update)

    def encoded(self, x):
        return tf.split(self.encoder(x), 2, axis=1)

    def drawn(self, mean, logvar):
        return tf.random.normal(tf.shape(mean)) * tf.exp(logvar * 0.5) + mean

    def loss(self, x, y):
        mean, logvar = self.encoded(x)
        z = self.drawn(mean, logvar)
        wrong = tf.nn.sigmoid_cross_entropy_with_logits(logits=self.decoder(z), labels=x)
        bound = -tf.reduce_sum(wrong, axis=[1, 2, 3]) + density(z, 0.0, 0.0) - density(z, mean, logvar)
        if self.prediction is not None:
            bound -= 100 * tf.reduce_mean((y - self.prediction(z)) ** 2, axis=0)
        return -tf.reduce_mean(bound)

    def update(self, x, y):
        with tf.GradientTape() as tape:
            loss = self.loss(x, y)
        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.variables), self.variables))

    def train(self, x, y, batch, epochs):
        # The course steps by single examples, and so sees only the first few.
        for _ in range(epochs):
            for k in range(len(x) // batch):
                self.step(x[k : k + batch], y[k : k + batch])


def vae():
    images, labels = digits()
    images = images.astype(np.float32)
    model = Autoencoder(
        keras.Sequential([
            layers.InputLayer(input_shape=(28, 28, 1)), layers.Conv2D(32, 3, strides=2, activation="relu"),
            layers.Conv2D(64, 3, strides=2, activation="relu"), layers.Flatten(), layers.Dense(4)]),
        keras.Sequential([
            layers.InputLayer(input_shape=(2,)), layers.Dense(7 * 7 * 32, activation="relu"), layers.Reshape((7, 7, 32)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, padding="same")]))
    model.train(images[:3000], labels[:3000].astype(np.float32), 64, 20)
    z = model.drawn(*model.encoded(images[4000:]))
    restored = tf.sigmoid(model.decoder(z[:10])).numpy()[..., 0]
    return {"images": rounded(restored, 2), "z": rounded(z.numpy().T, 3), "labels": labels[4000:].tolist()}


def molecules():
    table = pd.read_csv(folder / "molecule_data.csv").sample(frac=1, random_state=123)
    written = table["deep_smiles"].values
    characters = sorted(set("".join(written))) + ["x"]
    longest = max(map(len, written))
    place = {c: k for k, c in enumerate(characters)}
    x = np.zeros((len(written), longest, len(characters), 1), np.float32)
    for row, word in enumerate(written):
        for column, c in enumerate(word.ljust(longest, "x")):
            x[row, column, place[c]] = 1
    gap = table["band_gap"]
    y = ((gap - gap.mean()) / gap.std()).values.reshape(-1, 1).astype(np.float32)

    def dense(inputs, outputs):
        return [
            layers.InputLayer(input_shape=inputs), layers.Flatten(), layers.Dense(1120, activation="relu"),
            layers.Dense(1120, activation="relu"), layers.Dense(outputs)]

    shape = x.shape[1:]
    model = Autoencoder(
        keras.Sequential(dense(shape, 28)), keras.Sequential(dense((14,), int(np.prod(shape))) + [layers.Reshape(shape)]),
        keras.Sequential(dense((14,), 1)))
    model.train(x[:28000], y[:28000], 100, 2)
    mean, logvar = model.encoded(x[29000:30000])
    predicted = model.prediction(model.drawn(mean, logvar)).numpy().ravel()
    pca = PCA(2).fit(mean.numpy())
    way = np.linspace(mean[7], mean[8], 1000)
    return {
        "pca": rounded(pca.transform(mean.numpy()).T, 3), "energy": rounded((predicted * gap.std() + gap.mean()) * 627, 1),
        "way": rounded(pca.transform(way)[[0, -1]].T, 4)}


def lungs():
    images, masks = (np.load(folder / f"lung_ct_{kind}_119.npy")[..., None] for kind in ("images", "masks"))
    keras.utils.set_random_seed(123)

    def refined(x, filters, layer):
        for _ in range(2):
            x = layers.Activation("relu")(x)
            x = layers.BatchNormalization()(layer(filters, 3, padding="same")(x))
        return x

    inputs = keras.Input((128, 128, 1))
    x = layers.Activation("relu")(layers.BatchNormalization()(layers.Conv2D(32, 3, strides=2, padding="same")(inputs)))
    for filters in [64, 128, 256]:
        smaller = layers.MaxPooling2D(3, strides=2, padding="same")(refined(x, filters, layers.SeparableConv2D))
        x = layers.add([smaller, layers.Conv2D(filters, 1, strides=2, padding="same")(x)])
    for filters in [256, 128, 64, 32]:
        larger = layers.UpSampling2D(2)(refined(x, filters, layers.Conv2DTranspose))
        x = layers.add([larger, layers.Conv2D(filters, 1, padding="same")(layers.UpSampling2D(2)(x))])
    model = keras.Model(inputs, layers.Conv2D(2, 3, activation="softmax", padding="same")(x))
    model.compile(optimizer=keras.optimizers.SGD(0.001), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(
        images[:100], masks[:100], batch_size=10, validation_data=(images[100:], masks[100:]), epochs=10, verbose=0).history
    return {
        "accuracy": rounded(history["accuracy"], 5), "validation": rounded(history["val_accuracy"], 5),
        "loss": rounded(history["loss"], 5), "validationLoss": rounded(history["val_loss"], 5),
        "training": rounded(model.predict(images[:10], verbose=0)[..., 1], 2),
        "test": rounded(model.predict(images[100:110], verbose=0)[..., 1], 2)}


def main():
    parts = {f.__name__: f for f in (ffnn, cnn, wine, vae, molecules, lungs)}
    found = json.loads(gzip.decompress(target.read_bytes())) if target.exists() else {}
    for name in sys.argv[2:] or parts:
        found[name] = parts[name]()
        with target.open("wb") as file, gzip.GzipFile("", mode="wb", fileobj=file, mtime=0) as packed:
            packed.write(json.dumps(found, separators=(",", ":")).encode())
        print(name, flush=True)


if __name__ == "__main__":
    main()
