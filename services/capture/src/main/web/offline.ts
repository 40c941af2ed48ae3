/** Keeps the page's files on this device. Calls `ready` when a newer version waits, with what loads it. */
export function keepPages(ready: (load: () => void) => void): void {
  if (!('serviceWorker' in navigator)) {
    return;
  }
  let loading = false;
  const tell = (registration: ServiceWorkerRegistration): void => {
    const waiting = registration.waiting;
    if (waiting !== null && navigator.serviceWorker.controller !== null) {
      ready(() => {
        loading = true;
        waiting.postMessage('take over');
      });
    }
  };
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (loading) {
      location.reload();
    }
  });
  void navigator.serviceWorker.register('./service-worker.js').then(
    registration => {
      tell(registration);
      registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', () => tell(registration));
      });
    },
    // Without it the page works as long as there is a network.
    () => undefined,
  );
}
